# What was just done
done-confirmed = 確認しました。
done-rejected = 却下しました。
done-barred = 今後、どちらにも連絡しません。
done-released = キューに戻しました。
done-reopened = 取り消しました。もう一度判断できます。
done-queue-empty = このキューに、担当できる候補は残っていません。
done-stopped = キャンペーンを停止しました。
done-resume-asked = 再開を申請しました。1時間以内に別の担当者の確認が必要です。
done-resumed = キャンペーンを再開しました。

# Why something was refused
problem-words-taken = 別の担当者が確認中です。ほかの候補を選んでください。
problem-words-has-gift = この照合に基づくギフトがあります。先にギフトを取り下げてください。
problem-words-needs-two = 停止したキャンペーンの再開には2人必要です。1人がボードで申請し、別の1人が確認します。
problem-words-own-request = ご自身の申請です。別の担当者が確認する必要があります。
problem-words-already-asked = すでに申請されています。別の担当者の確認が必要です。
problem-words-request-expired = 時間内に確認されませんでした。もう一度申請してください。

# Deciding on a candidate
desk-title = 判断
desk-closes-in =
    { $n ->
       *[other] ゲート締切まであと{ $n }分
    }
desk-arrival-closes-in = 到着時のお渡しの締め切りまであと { $n } 分
desk-arrival-closed = 到着時のお渡しは終了しました：
queue-arrival-closes = お渡し期限
desk-closes-at = 締切
desk-closed = ゲート締切済み:
desk-taken-by-colleague =
    { $n ->
       *[other] { $n }分前に別の担当者が引き受けました。
    }
desk-free-in =
    { $n ->
       *[other] 遅くとも{ $n }分後に解放されます。
    }
desk-yours = 担当中
desk-yours-for =
    { $n ->
       *[other] あと{ $n }分
    }
desk-take = 確認を引き受ける
desk-confirm = 確認:同一人物
desk-reject-why = 却下の理由
desk-choose = 理由を選ぶ
desk-reject = 却下する
desk-release = 判断せずに戻す
desk-rejected-why = 却下:
desk-has-gift = この判断に基づくギフトがあるため、取り消せません。先にギフトを取り下げてください。
desk-reopen = この判断を取り消す
desk-state-ambiguous = ほかにも該当者がいるため、判断できません。新たな手がかりで明らかになることがあります。
desk-state-expired = 判断される前に便が出発しました。
desk-state-withdrawn = 投稿が削除されたか、連絡できない方です。判断することはありません。
desk-queue = キュー
desk-previous = 前へ
desk-next = 次へ
desk-never = 連絡禁止
desk-never-words = このアカウントと搭乗者は、今後どのキャンペーンでも照合されません。未手渡しのギフトは取り下げます。この操作は取り消せません。
desk-never-sure = 間違いありません
desk-never-button = 連絡禁止にする
desk-undo = 直前の判断を取り消す
desk-take-next = 次を引き受ける
desk-start = 先頭から確認する
taken-short = 対応中
reject-wrong-person = 別人
reject-not-travelling = 冗談、または旅行していない
reject-sensitive = 配慮が必要な内容
reject-too-little = 手がかり不足
reject-other = その他

# The name of the booking
reveal-title = 氏名を表示
reveal-why = 理由
reveal-button = 氏名を表示する
reveal-words = 表示した人と理由は記録されます。
reveal-shown = この画面でのみ表示されます。監査ログに記録しました。
reveal-compare-name = 投稿とつづりを比べる
reveal-tell-apart = 搭乗者2人を見分ける
reveal-traveller-asks = 旅行者本人からの問い合わせ

# What would flip it
flips-title = 何が決め手か
flips-without = 「{ $what }」がない場合
flips-below-verify = 確認対象外
flips-below-suggest = 要確認どまり
flips-none = 単独の決め手はありません。どれか1つを除いても区分は変わりません。

# Somebody was faster
faster-title-taken = ほかの担当者が先でした
faster-title-decided = すでに判断されています
faster-title-has-gift = ギフトがあります
faster-words-taken = その担当者に任せるか、解放されてから確認してください。
faster-words-decided = 現在の状態は下のとおりです。失われた操作や二重の操作はありません。
faster-words-has-gift = ギフトがある間は、この判断が有効です。

# The queue
filter-mine = 自分の担当
filter-more = 言語・空港・便
filter-language = 投稿の言語
filter-any = すべて
filter-station = 空港
filter-flight = 便名
filter-apply = 絞り込む
filter-clear = 解除
queue-order = 確度が高く、内容が豊かで、締切が近い順です。
queue-empty-title = 待っている候補はありません
queue-empty-words = すべて判断済みです。新しい投稿が届くとここに表示されます。
queue-gate-closes = ゲート締切

# Keys
keys-title = キー操作
keys-walk = 次へ・前へ
keys-confirm = 確認
keys-reject = 却下(理由を選ぶ)
keys-undo = 判断を取り消す
keys-take = 引き受ける
keys-help = この一覧を開閉する
keys-switch = このブラウザーでキー操作を使う

# A traveller on one page
person-open = この旅行者の全情報
person-words = このキャンペーンが保持する旅行者の情報です。出所と時刻を添えています。氏名は伏せています。
person-erased = 消去済み
person-gone = 予約は消去されたか、保存期間が終了しました。
person-locator = 予約番号
person-country = 国
person-email = メールアドレス
person-handle = 申告されたアカウント
person-has = 登録あり(非表示)
person-has-not = なし
person-gifts = ギフト
person-no-gifts = このキャンペーンのギフトはありません。
person-elsewhere =
    { $n ->
       *[other] ほかのキャンペーンのギフト{ $n }件
    }
person-posts = 予約と照合された投稿
person-no-posts = 照合された投稿はありません。
person-complaint = 苦情
person-consents = 同意
person-no-consents = まだ確認していません。
person-ours = 当社の投稿
person-no-ours = ありません。
person-cases = 対応案件
source-booking = 航空会社の予約ファイルより、取込日時:
source-plan = 計画より、更新日時:
source-approved = 担当者が承認:
source-hand-over = ゲート係員が記録:
source-match = giftgateによる照合:{ $p }、
source-consent = 手渡し時に確認({ $language }、文面{ $version }):
consent-kind-photo = 写真
consent-kind-publication = 公開
consent-kind-handle = アカウント名の掲載
consent-kind-reuse = 再利用
consent-yes = はい
consent-no = いいえ
consent-withdrawn = 撤回

# The stop switch
stop-title = このキャンペーンを停止…
stop-words = 下のすべてが直ちに凍結されます。再開には、1人が申請し、別の1人が確認する必要があります。
stop-button = 今すぐ停止
stop-on-title = このキャンペーンは停止中です
stop-by = 停止者:{ $role }、
stop-posts =
    { $n ->
       *[other] 件のフォロー投稿を凍結
    }
stop-deliveries =
    { $n ->
       *[other] 件の承認済みギフトを凍結
    }
stop-proposed =
    { $n ->
       *[other] 件のギフトが承認待ち
    }
stop-carried =
    { $n ->
       *[other] 件はすでに係員が携行中です。呼び戻すか、結果を記録してもらってください
    }
resume-words = 再開には2人必要です。ここで申請し、1時間以内に別の担当者が確認します。
resume-ask = 再開を申請する
resume-asked-by = 再開の申請者:{ $role }、
resume-until = 確認期限:
resume-wait = ご自身の申請です。別の担当者の確認を待っています。
resume-confirm = 確認:キャンペーンを再開する

# お知らせ
alert-complaints = この1時間の苦情：{ $n } 件
alert-complaints-usual = 普段の1時間あたり：
alert-refused = ネットワークが拒否した投稿：{ $n } 件
alert-refused-words = 本文を直して、もう一度承認を受けてください。
post-refused = { $network } がこの投稿を拒否しました（{ $why }）。公開されていません。直すと、もう一度承認して送れます。

reason-likely = おそらく機微な内容
